// Package calendar holds the day, the unit in which policies take effect,
// rosters change and deadlines fall.
//
// A day is reckoned in the installation's time zone (TIME_ZONE, by default
// Asia/Shanghai); an instant is a time.Time in UTC. A Day is kept as its ISO
// text, so that it sorts, compares and is stored the same on every database.
//
// It is not for instants and knows no holidays.
package calendar
