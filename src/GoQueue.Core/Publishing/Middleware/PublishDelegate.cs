namespace GoQueue;

/// <summary>The rest of the pipeline: the next middleware, or at last the broker.</summary>
/// <param name="context">The message in the making.</param>
/// <returns>Completes when the broker has confirmed the message; await it once.</returns>
public delegate ValueTask PublishDelegate(PublishContext context);
