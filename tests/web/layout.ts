import type { Page } from 'playwright-core'

/**
 * What is wrong with the arrangement of the page as it is drawn now, in words: a page that is wider than its window, controls whose
 * words are cut off, that lie over each other, or that reach out of the window where nothing scrolls. Empty: nothing.
 */
export async function misplaced(page: Page): Promise<readonly string[]> {
  return await page.evaluate(() => {
    const found: string[] = []
    const { documentElement: html } = document
    const wide = html.clientWidth
    if (html.scrollWidth > wide + 1) found.push(`the page is ${html.scrollWidth} px wide in a window of ${wide} px`)

    const controls = [
      ...document.querySelectorAll<HTMLElement>(
        'button, a[href], input:not([type=hidden]), select, textarea, summary, [role=button], [role=tab], [role=checkbox], [role=option], [role=menuitem]',
      ),
    ].filter((one) => one.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
    const name = (one: HTMLElement) =>
      `${one.tagName.toLowerCase()} “${(one.getAttribute('aria-label') ?? one.textContent ?? '').trim().slice(0, 50)}”`
    const style = (one: Element) => getComputedStyle(one)
    const scrolls = (one: Element) => /auto|scroll|hidden|clip/.test(`${style(one).overflowX} ${style(one).overflowY}`)
    /** What is seen of it: its box, cut by those around it that scroll or clip. */
    const seen = (one: HTMLElement) => {
      let { left, right, top, bottom } = one.getBoundingClientRect()
      for (let around = one.parentElement; around !== null && around !== html; around = around.parentElement) {
        if (style(one).position === 'fixed') break
        if (!scrolls(around)) continue
        const box = around.getBoundingClientRect()
        left = Math.max(left, box.left)
        right = Math.min(right, box.right)
        top = Math.max(top, box.top)
        bottom = Math.min(bottom, box.bottom)
      }
      return { left, right, top, bottom, there: right - left > 1 && bottom - top > 1 }
    }
    const inAScroller = (one: HTMLElement) => {
      for (let around = one.parentElement; around !== null && around !== html; around = around.parentElement) {
        if (/auto|scroll/.test(style(around).overflowX)) return true
      }
      return false
    }
    const boxes = controls.map((one) => ({ one, box: seen(one) })).filter(({ box }) => box.there)

    for (const { one, box } of boxes) {
      const whole = one.getBoundingClientRect()
      if ((whole.left < -1 || whole.right > wide + 1) && !inAScroller(one))
        found.push(`${name(one)} reaches out of the window`)
      const cut = one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 2
      const said =
        style(one).textOverflow === 'ellipsis' && (one.title !== '' || one.getAttribute('aria-label') !== null)
      const own = /^(input|textarea|select)$/i.test(one.tagName)
      if (cut && !own && !said && /hidden|clip/.test(`${style(one).overflowX} ${style(one).overflowY}`))
        found.push(`${name(one)} is cut off`)
      const x = (box.left + box.right) / 2
      const y = (box.top + box.bottom) / 2
      const hit = x >= 0 && y >= 0 && x < wide && y < html.clientHeight ? document.elementFromPoint(x, y) : null
      if (hit !== null && hit !== one && !one.contains(hit) && !hit.contains(one) && !sticky(hit))
        found.push(
          `${name(one)} lies below ${hit.tagName.toLowerCase()} “${(hit.textContent ?? '').trim().slice(0, 40)}”`,
        )
    }
    for (const [at, { one, box }] of boxes.entries()) {
      for (const { one: other, box: second } of boxes.slice(at + 1)) {
        if (one.contains(other) || other.contains(one)) continue
        const across = Math.min(box.right, second.right) - Math.max(box.left, second.left)
        const down = Math.min(box.bottom, second.bottom) - Math.max(box.top, second.top)
        if (across > 2 && down > 2 && !sticky(one) && !sticky(other))
          found.push(`${name(one)} and ${name(other)} overlap`)
      }
    }
    return found

    /** Bars that stay in sight while the rest scrolls below them. */
    function sticky(one: Element): boolean {
      for (let around: Element | null = one; around !== null; around = around.parentElement) {
        if (/sticky|fixed/.test(style(around).position)) return true
      }
      return false
    }
  })
}
