package surveydb

import (
	"context"
	"errors"
	"slices"

	"gorm.io/gorm"

	"dealervoice/survey"
	"dealervoice/survey/fault"
)

// AddVersion writes a version, for good.
func (s Store) AddVersion(ctx context.Context, v survey.Version) error {
	err := s.db.Write(ctx).Table(versions).Create(&v).Error
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return fault.Conflict("survey.published_meanwhile", nil).Because(err)
	}
	return err
}

// Version reads one version with its source.
func (s Store) Version(ctx context.Context, id survey.ID, n survey.Number) (survey.Version, error) {
	var v survey.Version
	err := s.db.Read(ctx).Table(versions).Where("survey_id = ? AND number = ?", id, n).Take(&v).Error
	return v, notFound(err, "survey.version_not_found")
}

// Versions lists a survey's versions without sources, newest first.
func (s Store) Versions(ctx context.Context, id survey.ID) ([]survey.Version, error) {
	var list []survey.Version
	err := s.db.Read(ctx).Table(versions).Omit("source").
		Where("survey_id = ?", id).Order("number DESC").Find(&list).Error
	return list, err
}

// VersionsOf lists the versions of several surveys without sources.
func (s Store) VersionsOf(ctx context.Context, of []survey.ID) (list []survey.Version, err error) {
	for some := range slices.Chunk(of, 500) { // SQLite takes so many parameters, and more
		var found []survey.Version
		err := s.db.Read(ctx).Table(versions).Omit("source").Where("survey_id IN ?", some).Find(&found).Error
		if err != nil {
			return nil, err
		}
		list = append(list, found...)
	}
	return list, nil
}
