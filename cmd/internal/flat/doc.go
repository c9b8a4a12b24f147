// Package flat writes answers as flat named texts, the way a posted form and a
// CSV file hold them, and reads them back.
//
//	question            name            repeated for several choices, in rank order
//	row of a matrix     name.row        cell: name.row.column
//	item, panel, row    name.item, name[0].field
//	comment             name-Comment
//	uploaded file       name            reference;type;file name (write.go)
//
// The definition says which fields there are: names are looked up, never taken
// apart, since a question may be called "a.b". What a field cannot be (two
// values of a single choice, an unknown option) is handed on as it came: the
// gate refuses it at its question. So this package judges nothing, and knows
// neither HTTP nor files.
package flat
