/**
 * xterm writes <style> elements and style attributes, which the page's content security policy forbids to everybody. It is given
 * a document in which both become what the policy allows, because no text of others gets there: a constructed style sheet, and
 * properties set through the object model.
 */
export function quietDocument(real: Document): {
  readonly document: Document
  /** Parts of xterm that are made while it is opened ask the window's own document: for that moment it creates as this one does. */
  readonly whileOpening: (open: () => void) => void
  readonly end: () => void
} {
  const sheets = new Set<CSSStyleSheet>()
  const drop = (sheet: CSSStyleSheet) => {
    sheets.delete(sheet)
    real.adoptedStyleSheets = real.adoptedStyleSheets.filter((one) => one !== sheet)
  }
  const create = (name: string) => {
    const element = Document.prototype.createElement.call(real, name === 'style' ? 'span' : name)
    if (name === 'style') {
      const sheet = new CSSStyleSheet()
      sheets.add(sheet)
      real.adoptedStyleSheets = [...real.adoptedStyleSheets, sheet]
      element.hidden = true
      Object.defineProperty(element, 'textContent', { set: (text: string) => sheet.replaceSync(text) })
      element.remove = () => {
        drop(sheet)
        Element.prototype.remove.call(element)
      }
    }
    if (name === 'span')
      element.setAttribute = (attribute: string, value: string) => {
        if (attribute === 'style') element.style.cssText = value
        else Element.prototype.setAttribute.call(element, attribute, value)
      }
    return element
  }
  const document = new Proxy(real, {
    get(target, key) {
      if (key === 'createElement') return create
      const found: unknown = Reflect.get(target, key, target)
      return typeof found === 'function' ? found.bind(target) : found
    },
    set: (target, key, value) => Reflect.set(target, key, value, target),
  })
  const whileOpening = (open: () => void) => {
    Object.defineProperty(real, 'createElement', { value: create, configurable: true })
    try {
      open()
    } finally {
      Reflect.deleteProperty(real, 'createElement')
    }
  }
  return { document, whileOpening, end: () => [...sheets].forEach(drop) }
}
