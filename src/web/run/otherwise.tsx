import { Component, type ReactNode } from 'react'

/** What is shown where a part of the page that is loaded later could not be loaded, or fails: words in the place of a picture. */
export class Otherwise extends Component<
  { readonly then: ReactNode; readonly children: ReactNode },
  { readonly failed: boolean }
> {
  override state = { failed: false }
  static getDerivedStateFromError() {
    return { failed: true }
  }
  override render() {
    return this.state.failed ? this.props.then : this.props.children
  }
}
