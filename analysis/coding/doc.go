// Package coding keeps what open answers are coded with and what they were
// coded as: the codebook in its versions, the tags of every response, and the
// proposals for new cues.
//
// For pages: OpenModels, Train, UseModel, RollBack, Reading (progress), Using (the
// tagger, whose results carry Doubt). For jobs: TrainModel under TrainKind.
//
// It is not the tagger (analysis/text reads one answer at a time) and counts
// nothing (package analysis does).
//
// Decisions:
//   - A codebook version never changes. A change is a new version; where it
//     changes what decides tags, every survey is read again in the background.
//     The product's own codebook is version 1 of a new installation.
//   - A response is read once for a tagger; the reading is stored also when
//     nothing was found. Each change of a survey's tags moves one revision of
//     the survey on. A reading itself carries no number and no time: in the
//     order of readings stood the order in which people answered.
//   - Tagging is repeatable: the same response, tagger and codebook give the same
//     rows, and a job that runs twice finds nothing to do.
//   - What reads answers is a pair: a codebook version and a trained model (0: the
//     codebook alone). Uses of pairs are a history that only grows; rolling back is
//     one more use. A model works with the codebook version it was trained with: a
//     revised codebook waits until its model is trained, in the background, and
//     the old pair reads until then.
//   - Models are trained from Labels (whoever keeps what people decided hands them
//     in), always in the same order, with one seed: the same labels and codebook
//     give the same model, byte for byte, and it is stored once. Labels held back
//     are only measured on; a model that does worse there is stored, not used.
//   - A survey is read in batches under a Run: how far it is stands in the
//     database, a job that dies goes on there. Figures move on every quiet
//     seconds meanwhile, not with every batch.
//   - An answer from a form or program is read by a job of its own; an import,
//     and a change of the codebook, by one job for the survey, in batches.
//   - Tags a person set stay when a response is read again.
package coding
