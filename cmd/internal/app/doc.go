// Package app is the composition root: it builds stores, services, background
// work and web pages from one configuration, explicitly and in one place.
// Nothing else in the program knows how the pieces are put together.
package app
