/**
 * Conversion of frames to the tensors of a network, by a recipe and a schema.
 *
 * <p>{@link keras4j.internal.workflow.DataPreparation} prepares rows for fitted models, {@link
 * keras4j.internal.workflow.WorkflowRows} for a fit.
 */
@NullMarked
package keras4j.internal.workflow;

import org.jspecify.annotations.NullMarked;
