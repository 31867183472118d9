import { contract } from './contract';

const KEYS_IN_TEXT = new RegExp(`([?&]${contract.keyArgument.value}=)[^&#\\s"']+`, 'gi');

/** Any text with the keys of the notification URLs in it hidden. */
export const redactKeys = (text: string): string => text.replace(KEYS_IN_TEXT, '$1***');
