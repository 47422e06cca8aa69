const pictures: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp'])

/** Pictures made of points; whatever can hold more than a picture is a file to fetch. */
export const mayBeShown = (type: string): boolean => pictures.has(type)
