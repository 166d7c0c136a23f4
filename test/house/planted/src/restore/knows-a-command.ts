export { y } from './commands/typed.ts';
