/** What an agent did, as the head of a row or a page: paths of its folder are told from the folder on. */
export function headingOf(text: string, folder: string | undefined): string {
  const short = folder ? text.replaceAll(`${folder}/`, "").replaceAll(`${folder}\\`, "") : text;
  return short.charAt(0).toUpperCase() + short.slice(1);
}
