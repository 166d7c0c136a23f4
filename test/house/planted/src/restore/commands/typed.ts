export { y } from '../down.ts';
