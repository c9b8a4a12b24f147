// Package keyfile keeps named keys in files outside the database: what must not
// be in a backup of the database lies here, and what must be forgotten can be.
//
// It is not a store of settings or of the installation's own secret, and it
// encrypts nothing: a key is 32 random bytes, one file each.
//
// Decisions:
//   - A key comes into being once: it is written aside, flushed to the disk and
//     then given its name by a hard link, which fails where the name is taken.
//     So two processes that create the same key at once end with the same one,
//     and a kill leaves either no key or a whole one.
//   - Create gives the key that is there or a new one; Read never makes one. Who
//     needs the very key of before (a survey that runs) reads: a folder that
//     somebody forgot to mount is a failure then, not a new key that lets
//     everybody answer twice.
//   - Nothing is kept in memory: a key that one process destroyed is gone for all
//     of them with the next call. Reading 32 bytes costs less than a query.
//   - Destroy writes over the bytes before it takes the name away. A file system
//     that copies on write, or a backup of this folder, may still hold them: the
//     folder has to stay out of backups (README).
//   - The folder is for the service alone (0700), the files for reading alone by
//     it (0600). Several servers of one database share the folder.
package keyfile
