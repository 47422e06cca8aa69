// Before the first paint: what the viewer chose on this machine, so that nothing flashes. See shell/theme.ts.
try {
  const theme = localStorage.getItem('holdpoint-theme')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
} catch {
  // Storage is switched off: the system's choice stays.
}
