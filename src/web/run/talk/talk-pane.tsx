/** People, comments and evidence: of a step, else of the run. */
export function TalkPane({ step: _ }: { readonly step: string | null }) {
  return null
}
