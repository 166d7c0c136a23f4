import type { en } from './en/index.ts';

type Paths<Texts> = {
  [Key in keyof Texts & string]: Texts[Key] extends string ? Key : `${Key}.${Paths<Texts[Key]>}`;
}[keyof Texts & string];

type EventsOf<Texts> = Texts extends { audit: { event: infer Events } } ? Paths<Events> : never;

type Rooms = typeof en.rooms;

/**
 * Events of the audit: those that have words, so that the compiler finds an event that would be shown by its name.
 */
export type AuditEvent = { [Room in keyof Rooms]: EventsOf<Rooms[Room]['texts']> }[keyof Rooms];
