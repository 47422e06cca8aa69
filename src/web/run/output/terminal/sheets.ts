import type { Terminal } from '@xterm/xterm'

/**
 * Opens xterm in a page whose content security policy allows neither <style> elements nor style attributes: it writes both, made
 * of colours and sizes only. They become what the policy allows, because no text of others gets there: constructed style sheets,
 * and properties set through the object model. Returns what takes the sheets away again.
 */
export function openQuietly(terminal: Terminal, host: HTMLElement): () => void {
  const real = host.ownerDocument
  const sheets: CSSStyleSheet[] = []
  // xterm makes its style elements while it opens, and no element of anybody else is made meanwhile.
  const create = (name: string) => {
    if (name !== 'style') return Document.prototype.createElement.call(real, name)
    const sheet = new CSSStyleSheet()
    sheets.push(sheet)
    return standIn(real, sheet)
  }
  Object.defineProperty(real, 'createElement', { value: create, configurable: true })
  try {
    terminal.open(host)
  } finally {
    Reflect.deleteProperty(real, 'createElement')
  }
  real.adoptedStyleSheets = [...real.adoptedStyleSheets, ...sheets]
  styleByProperties(terminal)
  return () => {
    real.adoptedStyleSheets = real.adoptedStyleSheets.filter((one) => !sheets.includes(one))
  }
}

/** An element that stands where a <style> would, and gives its text to a sheet. */
function standIn(real: Document, sheet: CSSStyleSheet): HTMLElement {
  const element = Document.prototype.createElement.call(real, 'span') as HTMLElement
  element.hidden = true
  Object.defineProperty(element, 'textContent', { set: (text: string) => sheet.replaceSync(text) })
  return element
}

/** The part of xterm that makes the spans of a row, as far as it is known here. */
interface RowFactory {
  _addStyle?: (element: HTMLElement, style: string) => void
}

/**
 * Colours that are no class of the sheet (24 bits, the selection, a better contrast) come as style attributes from one private method.
 * There is no other way to it; should another version name it otherwise, a test in a browser sees what the policy reports.
 */
function styleByProperties(terminal: Terminal): void {
  const inside = terminal as unknown as {
    readonly _core?: {
      readonly _renderService?: { readonly _renderer?: { readonly value?: { _rowFactory?: RowFactory } } }
    }
  }
  const factory = inside._core?._renderService?._renderer?.value?._rowFactory
  if (factory?._addStyle === undefined) return
  factory._addStyle = (element, style) => {
    element.style.cssText += style
  }
}
