import { inOneSandbox } from './in-one-sandbox.ts';
import { markersAreNowhere } from './markers.ts';
import { moved } from './moved.ts';
import { races } from './races.ts';

inOneSandbox('decisions', [races, markersAreNowhere, moved]);
