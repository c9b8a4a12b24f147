// Package api is the interface for programs, /api/v1: surveys, publishing,
// responses and every figure of the pages, as JSON.
//
// # The document comes first
//
// openapi.yaml is written by hand and reviewed; it is what /api/v1/openapi.json
// serves, and what the server is held to: a contract test drives every operation
// through the real program on both databases, validates each request and answer
// against it, sees every status that it promises, and wants the routes here and
// the paths there to be the same.
//
// # What it is not
//
// It decides nothing: handlers read a request, call the service that the pages
// call, and write what it returns. Answers pass the same gate and engine as the
// form, figures the same guard. It has no session, no cookie, no form token and
// no CORS: a browser on another site has no business here.
//
// # Decisions
//
//   - Errors leave as faults; cmd/internal/web turns them into problem+json, in
//     the one place where an error becomes an answer.
//   - Bodies are read strictly: one JSON value of type application/json, every
//     name once, exactly as written, nothing behind it; an object whose shape is
//     fixed takes no other names. Echo's Bind does none of that. Query parameters
//     that nobody reads are refused too, since a mistyped filter would show the
//     figures of everybody.
//   - A response sent twice is stored once because its primary key follows from
//     the Idempotency-Key: nothing is looked up before. Sending one costs at most
//     6 statements, and one more a second for all tokens together.
//   - Who handed in which response is not in the audit trail: beside a time it
//     would tell who answered. The response's channel says "api".
//   - Rows are given out page by page, and not at all where a survey's promise
//     forbids it (feedback.MayReadRows); each page is a line in the audit trail.
//
// # Libraries
//
// oapi-codegen was weighed and left: its strict server reads bodies with Echo's
// Bind, and its types would be copies of the structs that pages, exports and
// evidence share, to be kept in step by hand. getkin/kin-openapi, used in tests
// alone, holds the server to the document without either. go.yaml.in/yaml reads
// the document, so that people can write it as YAML and programs get JSON.
package api
