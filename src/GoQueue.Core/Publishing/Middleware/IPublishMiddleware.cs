namespace GoQueue;

/// <summary>
/// A step around every publish: sees the message before it is serialized and the outcome after the broker has answered. One instance serves all
/// publishes at once, so it must be thread-safe.
/// </summary>
public interface IPublishMiddleware
{
    /// <summary>
    /// Runs once per publish. Call <paramref name="next"/> to go on (twice sends the message twice), or <see cref="PublishContext.Skip"/> and return to end the
    /// publish without sending. Exceptions of <paramref name="next"/> are those that the caller will see.
    /// </summary>
    /// <param name="context">The message in the making; not valid after this method has completed.</param>
    /// <param name="next">The rest of the pipeline.</param>
    /// <returns>Completes when this step is done.</returns>
    ValueTask InvokeAsync(PublishContext context, PublishDelegate next);
}
