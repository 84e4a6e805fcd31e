namespace GoQueue.Brokers;

/// <summary>What the nodes of one cluster have in common.</summary>
/// <param name="PortMapperPort">The port of the epmd through which they find each other.</param>
/// <param name="Cookie">The secret with which they trust each other.</param>
internal sealed record ClusterMembership(int PortMapperPort, string Cookie);
