using GoQueue;

namespace CustomMiddleware;

/// <summary>Stamps every message with the tenant. Passes on without awaiting, so it costs no memory.</summary>
internal sealed class TenantMiddleware(Tenant tenant) : IPublishMiddleware
{
    public ValueTask InvokeAsync(PublishContext context, PublishDelegate next)
    {
        context.Headers["tenant"] = tenant.Current ?? throw new InvalidOperationException("There is no tenant: set Tenant.Current before you publish.");
        return next(context);
    }
}
