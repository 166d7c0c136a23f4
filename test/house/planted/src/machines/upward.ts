export { y } from '../restore/down.ts';
