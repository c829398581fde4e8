/**
 * One answer for each object, as long as somebody holds it. An agent is asked about many actions with the same files,
 * which are plain data that nobody changes.
 */
export function rememberByObject<A extends object, R>(answer: (of: A) => R): (of: A) => R {
  const answers = new WeakMap<A, { readonly value: R }>();
  return (of) => {
    const known = answers.get(of) ?? { value: answer(of) };
    answers.set(of, known);
    return known.value;
  };
}
