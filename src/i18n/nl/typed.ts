import { typedNames } from '../typed-names.ts';
import { commandWords } from './command-words.ts';

/** What a Dutch text tells people to type, by command. */
export const typed = typedNames(commandWords);
