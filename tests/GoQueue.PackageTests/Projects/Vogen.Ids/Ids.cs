using Vogen;

namespace Vogen.Ids;

[ValueObject<Guid>]
public readonly partial struct ParcelId;
