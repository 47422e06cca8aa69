/** What is watched, and how it stands. */
export function SoakPane() {
  return null
}
