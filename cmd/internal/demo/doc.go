// Package demo is the demo company: a maker of household goods with 60 dealers
// in five regions, three questionnaires, two waves of answers, five policies and a
// sales process that is flawed on purpose.
//
// Everything goes in through the services that people use, at the time it would
// have happened (the services take a clock), so that nothing in the demo could
// not have been done by hand. All chance comes from one seed. Only demo load and
// serve --demo-if-empty ever call it.
//
// Planted, so that tests can know the truth: the regions 西南 and 东北 suffer from
// flat targets; between the waves the rebate is paid monthly in 华东 and 华南,
// which lifts "rebate paid on time" there by half a point on top of a general
// drift; stockouts get worse for everybody in the second wave. In the policy
// test monthly rebates, credits in place of goods, a wider window and a higher
// cap for returns, targets set jointly and without what was out of stock are
// liked better, by half a point to 1.2 of seven; the pilot lifts satisfaction
// with the policy by one point in its regions.
package demo
