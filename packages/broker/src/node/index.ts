export { TcpNetwork } from './tcp-network.ts';
