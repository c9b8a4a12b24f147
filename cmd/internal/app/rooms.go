package app

// The rooms of the house: stores and services of the business, and how they
// lean on each other.

import "context"

// Rooms are the services of the business.
type Rooms struct{}

// furnish builds the rooms.
func (a *App) furnish(context.Context) error { return nil }
