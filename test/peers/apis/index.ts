import type { Peer } from '../types';
import { adyen } from './adyen';
import { asana } from './asana';
import { calendly } from './calendly';
import { connectwise } from './connectwise';
import { docusign } from './docusign';
import { eventGrid } from './eventGrid';
import { exact } from './exact';
import { freshbooks } from './freshbooks';
import { gitlab } from './gitlab';
import { hubspot } from './hubspot';
import { increase } from './increase';
import { klaviyo } from './klaviyo';
import { mailchimp } from './mailchimp';
import { myPayQuicker } from './myPayQuicker';
import { office365Activity } from './office365Activity';
import { paypal } from './paypal';
import { sharepoint } from './sharepoint';
import { shipstation } from './shipstation';
import { softwareone } from './softwareone';
import { surveyMonkey } from './surveyMonkey';
import { teamleader } from './teamleader';
import { tripletex } from './tripletex';
import { webflow } from './webflow';
import { wise } from './wise';
import { wooCommerce } from './wooCommerce';
import { zoho } from './zoho';

/** The 26 APIs, each with what a user would enter in the credential while following the vendor's documentation. */
export const PEERS: Peer[] = [
	adyen,
	asana,
	calendly,
	connectwise,
	docusign,
	eventGrid,
	exact,
	freshbooks,
	gitlab,
	hubspot,
	increase,
	klaviyo,
	mailchimp,
	myPayQuicker,
	office365Activity,
	paypal,
	sharepoint,
	shipstation,
	softwareone,
	surveyMonkey,
	teamleader,
	tripletex,
	webflow,
	wise,
	wooCommerce,
	zoho,
];
