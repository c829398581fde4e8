/**
 * Works through a list two at a time, for tests that start a process for each point and mostly wait for the disk. The
 * answers come in the order of the list; the first error ends it once what runs beside has ended.
 */
export async function inPairs<T, R>(list: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const answers: R[] = [];
  let next = 0;
  const lane = async () => {
    for (let at = next++; at < list.length; at = next++) {
      const item = list[at] as T;
      answers[at] = await work(item).catch((error) => {
        next = list.length;
        throw error;
      });
    }
  };
  const failed = (await Promise.allSettled([lane(), lane()])).find(({ status }) => status === "rejected");
  if (failed?.status === "rejected") throw failed.reason;
  return answers;
}
