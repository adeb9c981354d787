/** A program that takes an order and ends without an answer. */
process.on('message', () => process.exit(3));
