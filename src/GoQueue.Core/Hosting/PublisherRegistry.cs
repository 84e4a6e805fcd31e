namespace GoQueue.Hosting;

/// <summary>The publishers of one container, in the order of their registration.</summary>
internal sealed class PublisherRegistry
{
    private readonly List<PublisherRegistration> _all = [];

    public IReadOnlyList<PublisherRegistration> All => _all;

    /// <summary>The keys of the named ones.</summary>
    public IReadOnlyCollection<string> Names => [.. _all.Select(static one => one.Name).OfType<string>()];

    public void Add(PublisherRegistration registration)
    {
        if (_all.Exists(one => one.Name == registration.Name))
        {
            throw new GoQueueConfigurationException(registration.Name is null
                ? "AddGoQueue was called twice, and an application has one default publisher: name the second one, AddKeyedGoQueue(\"billing\", …), or set up both in one call."
                : $"AddKeyedGoQueue(\"{registration.Name}\") was called twice: give the second publisher another name, or set up both in one call.");
        }

        _all.Add(registration);
    }
}
