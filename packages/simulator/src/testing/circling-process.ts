/** A program that takes an order and never comes to its end, as code that goes round in microtasks. */
process.on('message', () => {
  const goRound = (): void => queueMicrotask(goRound);
  goRound();
});
