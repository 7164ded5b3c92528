/** Masks a personal value for those who may know that there is one, not what it is: the first character stays. */
export function maskPersonal(value: string): string {
  const [first = ''] = value;
  return `${first}**`;
}
