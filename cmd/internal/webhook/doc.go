// Package webhook calls the gateway that sends text messages and WeChat messages:
// one signed POST a message.
//
// It is no queue (survey/invitation is) and takes no calls itself.
//
// # What is sent
//
// Headers and signature follow Standard Webhooks: webhook-id (the message's tag,
// the same at every try and replay), webhook-timestamp (seconds), and
// webhook-signature "v1,BASE64(HMAC-SHA256(secret, id.timestamp.body))". The
// body is {"type":"invitation.send","timestamp":…,"data":{"id","kind","to","name",
// "language","survey","text","link"}}; no answer is ever in it. The receiver has
// to drop an id that it has had.
//
// # What is refused
//
// The address is staff's, so it may be hostile: it must be https on port 443,
// without user and password; the connection's own address is looked at when it is
// dialled (not the name before: a name can be resolved twice), and must be a
// public one. Redirects are not followed, no proxy is used, an answer has five
// seconds and is not read beyond 64 KiB, and nothing of it is shown or kept but
// its status. What runs in the house is allowed by GATEWAY_ALLOW alone
// ("10.1.2.0/24, sms.internal:8443"), which staff cannot set.
//
// # When it fails
//
// 2xx is taken; 410 turns the gateway off; 408, 429, 5xx and no answer are tried
// again later (per message, and nobody calls for half a minute after such a
// failure); after three days without success the gateway is turned off, with a
// notice; anything else is a refusal of that message.
package webhook
