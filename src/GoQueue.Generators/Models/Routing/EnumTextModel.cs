namespace GoQueue.Generators.Models.Routing;

/// <summary>An enum that is written by name.</summary>
/// <param name="FullName">The enum.</param>
/// <param name="Method">The generated method, unique in its event.</param>
/// <param name="Underlying">The underlying type: what has no name is written as number.</param>
/// <param name="Names">The values with their names, each value once.</param>
internal sealed record EnumTextModel(string FullName, string Method, string Underlying, EquatableArray<EnumNameModel> Names);
