using System.Text.Json.Serialization;

namespace SloOperator.Store;

[JsonSerializable(typeof(StatusReceipt))]
internal sealed partial class StoreJsonContext : JsonSerializerContext;
