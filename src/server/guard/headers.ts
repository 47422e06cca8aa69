/** Where browsers report what the policy forbade. */
export const reportPath = '/api/csp-report'

/**
 * Nothing but files of this server is loaded, nothing of it is framed, no form leaves it, and no text becomes script. `blob:` and
 * `data:` images are previews of what somebody pastes.
 */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "manifest-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
  'report-to csp',
  `report-uri ${reportPath}`,
].join('; ')

/** What every answer says to the browser, also one that is an error. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': policy,
  'reporting-endpoints': `csp="${reportPath}"`,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'permissions-policy':
    'accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()',
}
