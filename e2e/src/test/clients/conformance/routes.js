'use strict';
// Which type of discord-api-types answers which REST route. One line each: method, path, type.

const TABLE = `
GET    /gateway                                      RESTGetAPIGatewayResult
GET    /gateway/bot                                  RESTGetAPIGatewayBotResult
GET    /oauth2/applications/@me                      RESTGetAPIOAuth2CurrentApplicationResult
GET    /applications/@me                             RESTGetCurrentApplicationResult
PUT    /applications/:id/commands                    RESTPutAPIApplicationCommandsResult
GET    /applications/:id/commands                    RESTGetAPIApplicationCommandsResult
PUT    /applications/:id/guilds/:id/commands         RESTPutAPIApplicationGuildCommandsResult
GET    /applications/:id/guilds/:id/commands         RESTGetAPIApplicationGuildCommandsResult
GET    /users/@me                                    RESTGetAPICurrentUserResult
PATCH  /users/@me                                    RESTPatchAPICurrentUserResult
GET    /users/@me/guilds                             RESTGetAPICurrentUserGuildsResult
GET    /users/@me/guilds/:id/member                  RESTGetCurrentUserGuildMemberResult
DELETE /users/@me/guilds/:id                         RESTDeleteAPICurrentUserGuildResult
POST   /users/@me/channels                           RESTPostAPICurrentUserCreateDMChannelResult
GET    /users/:id                                    RESTGetAPIUserResult
POST   /guilds                                       RESTPostAPIGuildsResult
GET    /guilds/:id                                   RESTGetAPIGuildResult
PATCH  /guilds/:id                                   RESTPatchAPIGuildResult
DELETE /guilds/:id                                   RESTDeleteAPIGuildResult
GET    /guilds/:id/channels                          RESTGetAPIGuildChannelsResult
POST   /guilds/:id/channels                          RESTPostAPIGuildChannelResult
PATCH  /guilds/:id/channels                          RESTPatchAPIGuildChannelPositionsResult
GET    /guilds/:id/threads/active                    RESTGetAPIGuildThreadsResult
GET    /guilds/:id/members                           RESTGetAPIGuildMembersResult
GET    /guilds/:id/members/search                    RESTGetAPIGuildMembersSearchResult
PATCH  /guilds/:id/members/@me                       RESTPatchAPICurrentGuildMemberResult
PATCH  /guilds/:id/members/@me/nick                  RESTPatchAPICurrentGuildMemberNicknameResult
GET    /guilds/:id/members/:id                       RESTGetAPIGuildMemberResult
PUT    /guilds/:id/members/:id                       RESTPutAPIGuildMemberResult
PATCH  /guilds/:id/members/:id                       RESTPatchAPIGuildMemberResult
DELETE /guilds/:id/members/:id                       RESTDeleteAPIGuildMemberResult
PUT    /guilds/:id/members/:id/roles/:id             RESTPutAPIGuildMemberRoleResult
DELETE /guilds/:id/members/:id/roles/:id             RESTDeleteAPIGuildMemberRoleResult
GET    /guilds/:id/bans                              RESTGetAPIGuildBansResult
GET    /guilds/:id/bans/:id                          RESTGetAPIGuildBanResult
PUT    /guilds/:id/bans/:id                          RESTPutAPIGuildBanResult
DELETE /guilds/:id/bans/:id                          RESTDeleteAPIGuildBanResult
GET    /guilds/:id/roles                             RESTGetAPIGuildRolesResult
POST   /guilds/:id/roles                             RESTPostAPIGuildRoleResult
PATCH  /guilds/:id/roles                             RESTPatchAPIGuildRolePositionsResult
GET    /guilds/:id/roles/:id                         RESTGetAPIGuildRoleResult
PATCH  /guilds/:id/roles/:id                         RESTPatchAPIGuildRoleResult
DELETE /guilds/:id/roles/:id                         RESTDeleteAPIGuildRoleResult
GET    /guilds/:id/emojis                            RESTGetAPIGuildEmojisResult
GET    /guilds/:id/stickers                          RESTGetAPIGuildStickersResult
GET    /guilds/:id/regions                           RESTGetAPIGuildVoiceRegionsResult
GET    /guilds/:id/invites                           RESTGetAPIGuildInvitesResult
GET    /guilds/:id/voice-states/@me                  RESTGetAPIGuildVoiceStateCurrentMemberResult
GET    /guilds/:id/voice-states/:id                  RESTGetAPIGuildVoiceStateUserResult
GET    /voice/regions                                RESTGetAPIVoiceRegionsResult
GET    /channels/:id                                 RESTGetAPIChannelResult
PATCH  /channels/:id                                 RESTPatchAPIChannelResult
DELETE /channels/:id                                 RESTDeleteAPIChannelResult
PUT    /channels/:id/permissions/:id                 RESTPutAPIChannelPermissionResult
DELETE /channels/:id/permissions/:id                 RESTDeleteAPIChannelPermissionResult
POST   /channels/:id/typing                          RESTPostAPIChannelTypingResult
GET    /channels/:id/messages                        RESTGetAPIChannelMessagesResult
POST   /channels/:id/messages                        RESTPostAPIChannelMessageResult
POST   /channels/:id/messages/bulk-delete            RESTPostAPIChannelMessagesBulkDeleteResult
GET    /channels/:id/messages/pins                   RESTGetAPIChannelMessagesPinsResult
PUT    /channels/:id/messages/pins/:id               RESTPutAPIChannelMessagesPinResult
DELETE /channels/:id/messages/pins/:id               RESTDeleteAPIChannelMessagesPinResult
GET    /channels/:id/messages/:id                    RESTGetAPIChannelMessageResult
PATCH  /channels/:id/messages/:id                    RESTPatchAPIChannelMessageResult
DELETE /channels/:id/messages/:id                    RESTDeleteAPIChannelMessageResult
POST   /channels/:id/messages/:id/crosspost          RESTPostAPIChannelMessageCrosspostResult
DELETE /channels/:id/messages/:id/reactions          RESTDeleteAPIChannelAllMessageReactionsResult
GET    /channels/:id/messages/:id/reactions/:e       RESTGetAPIChannelMessageReactionUsersResult
DELETE /channels/:id/messages/:id/reactions/:e       RESTDeleteAPIChannelMessageReactionResult
PUT    /channels/:id/messages/:id/reactions/:e/@me   RESTPutAPIChannelMessageReactionResult
DELETE /channels/:id/messages/:id/reactions/:e/@me   RESTDeleteAPIChannelMessageOwnReactionResult
DELETE /channels/:id/messages/:id/reactions/:e/:id   RESTDeleteAPIChannelMessageUserReactionResult
GET    /channels/:id/pins                            RESTGetAPIChannelPinsResult
PUT    /channels/:id/pins/:id                        RESTPutAPIChannelPinResult
DELETE /channels/:id/pins/:id                        RESTDeleteAPIChannelPinResult
POST   /interactions/:id/:token/callback             RESTPostAPIInteractionCallbackResult
GET    /webhooks/:id/:token/messages/@original       RESTGetAPIInteractionOriginalResponseResult
PATCH  /webhooks/:id/:token/messages/@original       RESTPatchAPIInteractionOriginalResponseResult
DELETE /webhooks/:id/:token/messages/@original       RESTDeleteAPIInteractionOriginalResponseResult
POST   /webhooks/:id/:token                          RESTPostAPIInteractionFollowupResult
`;

const ROUTES = TABLE.trim().split('\n').map((line) => {
  const [method, path, type] = line.split(/\s+/);
  const parts = path.split('/').map((part) => (part.startsWith(':') ? '[^/]+' : part));
  return { method, path, type, pattern: new RegExp(`^${parts.join('/')}$`) };
});

/** The type of the answer to a call, or null when the table has no such route. An error is one type everywhere. */
function typeOf(method, target, status) {
  const path = target.replace(/\?.*$/, '').replace(/^\/api(\/v\d+)?(?=\/)/, '');
  const route = ROUTES.find((each) => each.method === method && each.pattern.test(path));
  if (!route) return null;
  if (status === 429) return 'RESTRateLimit';
  return status >= 400 ? 'RESTError' : route.type;
}

module.exports = { ROUTES, typeOf };
