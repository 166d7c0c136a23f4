import { api } from './api.js';

/** The app that this page stands for, and what such apps were reported to do. */
const phone = { kind: 'ios', behaviour: {} };

/** @param kind ios or android: what the windows are when they are as wide as a phone */
export async function readPhone(kind) {
  phone.kind = kind === 'android' ? 'android' : 'ios';
  phone.behaviour = await api('GET', '/api/teams/behaviour');
}

/** The phone, or undefined on a desktop. */
export function device() {
  return document.body.classList.contains('phones') ? phone.kind : undefined;
}

export const behaviour = () => phone.behaviour;
