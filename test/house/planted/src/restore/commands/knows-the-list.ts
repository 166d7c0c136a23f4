export { y } from '../../features/list.ts';
