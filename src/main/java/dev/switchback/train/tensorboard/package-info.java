/**
 * Event files, the format in which TensorBoard reads curves and texts: TFRecord frames around
 * protocol buffers, both encoded here.
 */
package dev.switchback.train.tensorboard;
