export { y } from '../store/y.ts';
