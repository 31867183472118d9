import { peerApi } from '../types';
import type { Peer } from '../types';
import api from './gitlab.json';

// docs.gitlab.com/api/project_webhooks ("Add a webhook to a project", "List webhooks for a project", "Delete project
// webhook") and /api/rest/#pagination. Each event type is a separate property, true or false.
export const gitlab: Peer = {
	api: peerApi(api),
	documented: {
		tokenRequest: '',
		createRequest: `POST /api/v4/projects/1/hooks
Content-Type: application/json

{"url": "{notificationUrl}", "{eventType}": true}`,
		listRequest: `curl --header "Authorization: Bearer {accessToken}" --url "https://gitlab.example.com/api/v4/projects/1/hooks"`,
		deleteRequest: `curl --request DELETE \\
  --header "Authorization: Bearer {accessToken}" \\
  --url "https://gitlab.example.com/api/v4/projects/1/hooks/{id}"`,
	},
};
