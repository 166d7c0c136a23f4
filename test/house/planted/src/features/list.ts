export { y } from '../restore/commands/typed.ts';
