// Filling a table: one row after another, then done.
package column

// Writer adds rows to a copy of a table. It is used by one goroutine and given
// up by Table.
type Writer struct {
	t   *Table
	row int
}

// Extend starts a copy of the table; the table itself stays as it is.
func (t *Table) Extend() *Writer { return &Writer{t: t.clone(), row: -1} }

// Table ends the writing.
func (w *Writer) Table() *Table {
	t := w.t
	w.t = nil
	return t
}

// Row begins the row of a response; false if the table has it already.
func (w *Writer) Row(id string, day int) bool {
	if _, ok := w.t.at[id]; ok {
		return false
	}
	w.row = len(w.t.ids)
	w.t.ids = append(w.t.ids, id)
	w.t.at[id] = w.row
	w.t.days = append(w.t.days, int32(day))
	return true
}

// Dim says what the response has on a dimension.
func (w *Writer) Dim(name, value string) { column(w.t.dims, name).choose(w.row, value) }

// Asked says that the respondent saw the question.
func (w *Writer) Asked(path string) {
	c := column(w.t.questions, path)
	c.asked = c.asked.Set(w.row)
}

// Wrote says that the respondent answered with a text.
func (w *Writer) Wrote(path string) {
	c := column(w.t.questions, path)
	c.asked, c.answered = c.asked.Set(w.row), c.answered.Set(w.row)
}

// Chose says that the respondent chose the option.
func (w *Writer) Chose(path, option string) { column(w.t.questions, path).choose(w.row, option) }

// Placed says that the respondent ranked the option at place 0, 1, …
func (w *Writer) Placed(path, option string, place int) {
	column(w.t.questions, path).place(w.row, option, place)
}

// Number says which number the respondent gave.
func (w *Writer) Number(path string, x float64) { column(w.t.questions, path).number(w.row, x) }

func column(m map[string]*Column, name string) *Column {
	c := m[name]
	if c == nil {
		c = newColumn()
		m[name] = c
	}
	return c
}
