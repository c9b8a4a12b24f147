package audiencedb

// Filters under a name.

import (
	"context"
	"errors"

	"gorm.io/gorm"

	"dealervoice/survey/audience"
	"dealervoice/survey/fault"
)

var _ audience.SegmentStore = Store{}

// Segments lists all, by name.
func (s Store) Segments(ctx context.Context) ([]audience.Segment, error) {
	var list []audience.Segment
	return list, s.db.Read(ctx).Order("name").Find(&list).Error
}

// AddSegment adds one; a name that is taken is the field's fault.
func (s Store) AddSegment(ctx context.Context, seg audience.Segment) error {
	err := s.db.Write(ctx).Create(&seg).Error
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return fault.Invalid(fault.Field{Path: "name", Key: "dealer.segment_taken"}).Because(err)
	}
	return err
}

// RemoveSegment drops one.
func (s Store) RemoveSegment(ctx context.Context, id string) error {
	res := s.db.Write(ctx).Where("id = ?", id).Delete(&audience.Segment{})
	if res.Error == nil && res.RowsAffected == 0 {
		return fault.NotFound("dealer.segment_gone")
	}
	return res.Error
}
