/** Sizes go with the screen: they are read from five metres. */
export const huge = 'text-[clamp(2rem,3.6vw,6rem)] leading-[1.1]'
export const large = 'text-[clamp(1.375rem,2.1vw,3.5rem)] leading-[1.2]'
export const usual = 'text-[clamp(1.125rem,1.3vw,2.25rem)] leading-[1.3]'
