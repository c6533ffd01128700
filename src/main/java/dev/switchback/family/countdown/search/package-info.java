/**
 * Searches that tell a listener what they do. Where they differ from the study's (arXiv
 * 2504.07052):
 *
 * <ol>
 *   <li>For a target of 0 or 1, which has no factor from 2 on, the heuristic mult takes the target
 *       itself.
 *   <li>The breadth-first search judges the leaf that it has just tried; the study looks at another
 *       node.
 *   <li>The breadth-first search forgets its leaves; the study puts them back among the nodes to
 *       look at.
 *   <li>Of equally near nodes the older is taken first, of equally near children those listed first
 *       are kept; the study's heap leaves it open.
 *   <li>The random order of a breadth-first search's children is given by the caller as a stream of
 *       its own; the study draws it from one generator for all problems.
 * </ol>
 */
package dev.switchback.family.countdown.search;
