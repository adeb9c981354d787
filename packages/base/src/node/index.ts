export { SystemClock } from './system-clock.ts';
export { SystemRandom } from './system-random.ts';
export { TcpNetwork } from './tcp-network.ts';
